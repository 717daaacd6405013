package org.skiptrim.rtl;

import static org.skiptrim.rtl.ModuleText.into;
import static org.skiptrim.rtl.ModuleText.outOf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.skiptrim.hardware.MemoryStyles;
import org.skiptrim.network.Shape;

/**
 * Puts a serial line before a design with AXI4-Streams: {@code rtl/README.md} says what goes over
 * it.
 */
public final class UartWriter {
  static final String TOP_MODULE = "skiptrim_uart";

  /** Bytes of the answer to who is there. */
  private static final int IDENTITY_BYTES = 17;

  private static final byte VERSION = 1;
  private static final int NETWORK_ID_BYTES = 8;
  private static final String CLOCK = ".clk_i, .rst_i(rst)";
  private static final String HEADER =
      """
      // Generated. Images and results over a serial line, %d clocks a bit.
      module skiptrim_uart (
          input  logic clk_i,
          input  logic locked_i,
          input  logic rx_i,
          output logic tx_o
      );
        logic rst_n, rst, byte_valid, packet_valid, packet_end, packet_good;
        logic image_last, result_last, answer_last, unused_error;
        logic [7:0] byte_data, packet_data;
        assign rst = !rst_n;
      """;

  private UartWriter() {}

  /**
   * Writes the top module {@code skiptrim_uart} beside the design, whose {@code design.json} it
   * takes over.
   *
   * @param axis what {@link AxisWriter} wrote
   * @param networkChecksum in hexadecimal; its first 8 bytes are the network's id
   * @param clocksPerBit cycles of the design's clock that a bit takes, at least 4
   */
  public static RtlDesign write(
      RtlDesign axis, String networkChecksum, int clocksPerBit, MemoryStyles styles)
      throws IOException {
    List<RtlInstance> around =
        instances(identity(axis.dataflow(), networkChecksum), axis, clocksPerBit, styles);
    return Enclosure.write(axis, around, TOP_MODULE, text(axis, around, clocksPerBit));
  }

  /** The lowest byte first. */
  private static byte[] identity(Dataflow dataflow, String networkChecksum) {
    Shape image = dataflow.image();
    return ByteBuffer.allocate(IDENTITY_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(VERSION)
        .put(HexFormat.of().parseHex(networkChecksum), 0, NETWORK_ID_BYTES)
        .put((byte) image.channels())
        .putShort((short) image.height())
        .putShort((short) image.width())
        .putShort((short) dataflow.classes())
        .put((byte) dataflow.logitBytes())
        .array();
  }

  private static List<RtlInstance> instances(
      byte[] identity, RtlDesign axis, int clocksPerBit, MemoryStyles styles) {
    int bytes = axis.dataflow().image().size();
    Map<String, String> link = new LinkedHashMap<>();
    link.put("ImageBytes", String.valueOf(bytes));
    link.put("RamStyle", String.valueOf(styles.singlePortRam(bytes, Byte.SIZE)));
    link.put("IdentityBytes", String.valueOf(IDENTITY_BYTES));
    link.put("Identity", (Byte.SIZE * IDENTITY_BYTES) + "'h" + lowestLast(identity));
    Map<String, String> clocks = Map.of("ClocksPerBit", String.valueOf(clocksPerBit));
    return List.of(
        new RtlInstance("uart_reset", "power_on_reset", Map.of()),
        new RtlInstance("uart_in", "uart_receiver", clocks),
        new RtlInstance("uart_packets_in", "packet_receiver", Map.of()),
        new RtlInstance("uart_link", "frame_link", link),
        new RtlInstance("uart_packets_out", "packet_sender", Map.of()),
        new RtlInstance("uart_out", "uart_transmitter", clocks));
  }

  private static String lowestLast(byte[] bytes) {
    StringBuilder digits = new StringBuilder();
    for (int i = bytes.length - 1; i >= 0; i--) {
      digits.append(HexFormat.of().toHexDigits(bytes[i]));
    }
    return digits.toString();
  }

  private static String text(RtlDesign axis, List<RtlInstance> around, int clocksPerBit) {
    return new ModuleText(HEADER.formatted(clocksPerBit))
        .stream("image", 8).stream("result", 8).stream("answer", 8).stream("line", 8)
            .instance(around.get(0), ".clk_i, .locked_i, .rst_no(rst_n)")
            .instance(around.get(1), CLOCK, ".rx_i, .valid_o(byte_valid), .data_o(byte_data)")
            .instance(
                around.get(2),
                CLOCK,
                ".in_valid_i(byte_valid), .in_data_i(byte_data)",
                ".valid_o(packet_valid), .data_o(packet_data)",
                ".end_o(packet_end), .good_o(packet_good)")
            .instance(
                around.get(3),
                CLOCK,
                ".in_valid_i(packet_valid), .in_data_i(packet_data)",
                ".in_end_i(packet_end), .in_good_i(packet_good)",
                outOf("image", "image") + ", .image_last_o(image_last)",
                into("result", "result") + ", .result_last_i(result_last)",
                outOf("out", "answer") + ", .out_last_o(answer_last)")
            .instance(
                axis.topModule(),
                "axis",
                ".aclk(clk_i), .aresetn(rst_n)",
                ".s_axis_tvalid(image_valid), .s_axis_tready(image_ready)",
                ".s_axis_tdata(image_data), .s_axis_tlast(image_last)",
                ".m_axis_tvalid(result_valid), .m_axis_tready(result_ready)",
                ".m_axis_tdata(result_data), .m_axis_tlast(result_last)",
                ".frame_error(unused_error)")
            .instance(
                around.get(4),
                CLOCK,
                into("in", "answer") + ", .in_last_i(answer_last)",
                outOf("out", "line"))
            .instance(around.get(5), CLOCK, into("in", "line"), ".tx_o")
            .end();
  }
}
