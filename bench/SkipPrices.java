import java.util.List;
import java.util.Locale;
import org.skiptrim.device.Device;
import org.skiptrim.device.Resource;
import org.skiptrim.device.Utilization;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.hardware.AreaModel;
import org.skiptrim.hardware.DesignSpace;
import org.skiptrim.hardware.HardwareStyle;
import org.skiptrim.hardware.MemoryStyles;
import org.skiptrim.hardware.SkipSource;
import org.skiptrim.network.Initialization;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.quantization.FakeQuantization;
import org.skiptrim.quantization.Precision;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.Quantizer;
import org.skiptrim.skips.Treatment;

/** Prints what skips take by depth, type and device: {@code DEVICE…}. */
public final class SkipPrices {
  private static final List<Integer> DEPTHS = List.of(20, 56, 110);
  private static final List<String> TYPES = List.of("ap_fixed<8,3>", "ap_fixed<4,2>", "ap_fixed<2,1>");
  private static final List<Resource> COLUMNS = List.of(Resource.LUT, Resource.FF, Resource.BRAM, Resource.DSP);
  private static final double SHARE = 0.8;

  private SkipPrices() {}

  public static void main(String[] devices) {
    System.out.println(
        "| | | | cycles a frame | LUT | FF | BRAM | DSP | shortened | removed |\n|---|---|---|---:|---:|---:|---:|---:|---|---|");
    for (int depth : DEPTHS) {
      for (String type : TYPES) {
        for (String device : devices) {
          System.out.println(row(depth, FixedPoint.parse(type), Device.named(device)));
        }
      }
    }
  }

  private static String row(int depth, FixedPoint type, Device device) {
    Network<RealOp> residual = ResNets.resNet(depth, new Shape(3, 32, 32), 10);
    DesignSpace space = space(residual, type, device);
    long cycles = space.fastest();
    Utilization with = estimate(space, cycles);
    StringBuilder row =
        new StringBuilder(
            String.format(
                Locale.ROOT, "| ResNet%d | `%s` | %s | %,d |", depth, type.toString().substring(8), device.name(), cycles));
    for (Resource resource : COLUMNS) {
      row.append(String.format(Locale.ROOT, resource == Resource.BRAM ? " %.1f |" : " %,.0f |", with.used(resource)));
    }
    row.append(changes(with, estimate(space(Treatment.SHORTEN.applyToAll(residual), type, device), cycles)));
    row.append(changes(with, estimate(space(Treatment.REMOVE.applyToAll(residual), type, device), cycles)));
    boolean fits = COLUMNS.stream().allMatch(resource -> with.share(resource, device) <= SHARE);
    return row + (fits ? "" : " more than 80 % |");
  }

  /** LUT, FF, block RAM. */
  private static String changes(Utilization from, Utilization to) {
    StringBuilder text = new StringBuilder();
    for (Resource resource : COLUMNS.subList(0, 3)) {
      double used = from.used(resource);
      text.append(used == 0 ? " –" : String.format(Locale.ROOT, " %+.1f", 100 * (to.used(resource) / used - 1)));
    }
    return text + " % |";
  }

  private static Utilization estimate(DesignSpace space, long cycles) {
    return new AreaModel(space.style().memories().device()).of(space.design(space.folding(cycles)));
  }

  private static DesignSpace space(Network<RealOp> network, FixedPoint type, Device device) {
    Precision precision = new Precision(type, type, FixedPoint.signed(8, 2));
    Network<RealOp> rounded = FakeQuantization.insert(network, precision);
    QuantizedNetwork quantized = Quantizer.quantize(new TrainedNetwork(rounded, Initialization.of(network, 1)));
    return new DesignSpace(quantized, new HardwareStyle(new MemoryStyles(device), SkipSource.CHEAPEST), SHARE);
  }
}
