import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.skiptrim.dataset.Augmentation;
import org.skiptrim.dataset.Batch;
import org.skiptrim.dataset.BatchLoader;
import org.skiptrim.dataset.Batches;
import org.skiptrim.dataset.Cifar10;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.engine.Arithmetic;
import org.skiptrim.engine.Engine;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Initialization;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.quantization.FakeQuantization;
import org.skiptrim.quantization.Precision;
import org.skiptrim.storage.CacheDirectory;
import org.skiptrim.storage.ProgressListener;
import org.skiptrim.training.Checkpoints;
import org.skiptrim.training.CrossEntropy;
import org.skiptrim.training.Distillation;
import org.skiptrim.training.LearningRateSchedule;
import org.skiptrim.training.Loss;
import org.skiptrim.training.Recipe;
import org.skiptrim.training.Teaching;
import org.skiptrim.training.Trainer;
import org.skiptrim.training.TrainingState;

/**
 * How fast ResNet20 trains on real CIFAR-10 images, by the trainer that experiments use.
 *
 * <p>{@code speed ARITHMETIC TEACHER}: images a second; {@code data}: milliseconds to prepare a
 * batch; {@code peak ARITHMETIC}: multiply-adds a second of a large matrix product, in 10^9; {@code
 * work}: multiply-adds of a training step per image, in 10^6; {@code aware ARITHMETIC}: a step of
 * quantization-aware training, as a multiple of a step on real numbers, both under a teacher, in
 * turns; {@code memory TRAINING}: resident megabytes after each of ten epochs, {@code real} or
 * {@code aware}.
 */
public final class TrainingSpeed {
  private static final int BATCH = 128;
  private static final int STEPS = 40;
  private static final Shape IMAGE = new Shape(3, 32, 32);
  private static final Network<RealOp> NETWORK = ResNets.resNet(20, IMAGE, 10);
  private static final TrainedNetwork START =
      new TrainedNetwork(NETWORK, Initialization.of(NETWORK, 1));

  private static final FixedPoint TYPE = FixedPoint.signed(8, 3);
  private static final TrainedNetwork AWARE =
      new TrainedNetwork(
          FakeQuantization.insert(NETWORK, new Precision(TYPE, TYPE, FixedPoint.signed(8, 2))),
          START.parameters());

  public static void main(String[] arguments) throws Exception {
    Engine.setThreads(Integer.parseInt(arguments[0]));
    switch (arguments[1]) {
      case "speed" -> speed(Arithmetic.valueOf(arguments[2]), arguments[3].equals("teacher"));
      case "data" -> data();
      case "peak" -> peak(Arithmetic.valueOf(arguments[2]));
      case "work" -> System.out.printf("%.1f%n", trainingWork() / 1e6);
      case "aware" -> aware(Arithmetic.valueOf(arguments[2]));
      case "memory" -> memory(arguments[2].equals("aware") ? AWARE : START);
      default -> throw new IllegalArgumentException(arguments[1]);
    }
  }

  private static Dataset images(int steps) throws Exception {
    return Cifar10.load(CacheDirectory.standard(), ProgressListener.SILENT)
        .take(steps * BATCH, 250);
  }

  private static Trainer trainer(Dataset images, Arithmetic arithmetic) {
    Recipe recipe =
        new Recipe(
            1_000,
            BATCH,
            new LearningRateSchedule.Steps(0.05, 0.1, List.of()),
            0.9,
            5e-4,
            0,
            Augmentation.STANDARD,
            arithmetic,
            1);
    return new Trainer(images, recipe, network -> 0, ProgressListener.SILENT, record -> {});
  }

  private static void speed(Arithmetic arithmetic, boolean taught) throws Exception {
    Trainer trainer = trainer(images(STEPS), arithmetic);
    try (Distillation distillation =
        new Distillation(START, NETWORK, Teaching.of(0.65, 0.35), arithmetic)) {
      Loss loss = taught ? distillation : new CrossEntropy();
      Checkpoints checkpoints = new Checkpoints(Path.of("target", "bench"));
      TrainingState warm = trainer.epoch(TrainingState.start(START), loss, checkpoints);
      TrainingState end = trainer.epoch(warm, loss, checkpoints);
      System.out.printf("%.1f%n", STEPS * BATCH / end.history().get(1).seconds());
    }
  }

  private static void aware(Arithmetic arithmetic) throws Exception {
    Trainer trainer = trainer(images(STEPS / 4), arithmetic);
    Checkpoints checkpoints = new Checkpoints(Path.of("target", "bench"));
    TrainingState real = TrainingState.start(START);
    TrainingState aware = TrainingState.start(AWARE);
    try (Distillation loss =
        new Distillation(START, NETWORK, Teaching.of(0.65, 0.35), arithmetic)) {
      for (int turn = 0; turn < 12; turn++) {
        real = trainer.epoch(real, loss, checkpoints);
        aware = trainer.epoch(aware, loss, checkpoints);
      }
    }
    System.out.printf("%.2f%n", medianSeconds(aware) / medianSeconds(real));
  }

  /** Of its epochs but the first two. */
  private static double medianSeconds(TrainingState state) {
    double[] seconds = state.history().stream().skip(2).mapToDouble(e -> e.seconds()).toArray();
    Arrays.sort(seconds);
    return seconds[seconds.length / 2];
  }

  private static void data() throws Exception {
    BatchLoader loader = BatchLoader.training(images(300), BATCH, Augmentation.STANDARD, 1);
    double milliseconds = 0;
    for (int epoch = 0; epoch < 2; epoch++) { // the first is for the compiler
      long start = System.nanoTime();
      try (Batches batches = loader.epoch(epoch)) {
        for (Batch batch : batches) {
          milliseconds = (System.nanoTime() - start) / 1e6;
        }
      }
    }
    System.out.printf("%.3f%n", milliseconds / loader.batchesPerEpoch());
  }

  private static void peak(Arithmetic arithmetic) {
    int size = 4096;
    ScalarType type = arithmetic == Arithmetic.BF16 ? ScalarType.BFloat16 : ScalarType.Float;
    double[] rates = new double[7];
    try (PointerScope scope = new PointerScope()) {
      Tensor a = torch.randn(size, size).to(type);
      Tensor b = torch.randn(size, size).to(type);
      for (int i = 0; i < rates.length; i++) {
        long start = System.nanoTime();
        torch.matmul(a, b);
        rates[i] = Math.pow(size, 3) / (System.nanoTime() - start);
      }
    }
    Arrays.sort(rates);
    System.out.printf("%.1f%n", rates[rates.length - 1]);
  }

  /** Forward, and backward to weights and to inputs, which the first convolution does not need. */
  private static double trainingWork() {
    double work = 0;
    for (var node : NETWORK.nodes()) {
      if (node.op() instanceof RealOp.Conv2d op) {
        Shape in = NETWORK.shape(node.input());
        Shape out = NETWORK.shape(node.name());
        double forward = (double) out.size() * in.channels() * op.kernel() * op.kernel();
        boolean first = NETWORK.node(node.input()).op().beginsNetwork();
        work += forward * (first ? 2 : 3);
      }
    }
    return work;
  }

  private static void memory(TrainedNetwork start) throws Exception {
    Trainer trainer = trainer(images(STEPS), Arithmetic.FP32);
    TrainingState state = TrainingState.start(start);
    try (Distillation loss =
        new Distillation(START, NETWORK, Teaching.of(0.65, 0.35), Arithmetic.FP32)) {
      Checkpoints checkpoints = new Checkpoints(Path.of("target", "bench"));
      for (int epoch = 0; epoch < 10; epoch++) {
        state = trainer.epoch(state, loss, checkpoints);
        System.out.print(residentMegabytes() + " ");
      }
    }
    System.out.println();
  }

  private static long residentMegabytes() throws Exception {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    throw new IllegalStateException("no VmRSS");
  }
}
