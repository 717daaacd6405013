package org.skiptrim.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import onnx.AttributeProto;
import onnx.GraphProto;
import onnx.ModelProto;
import onnx.NodeProto;
import onnx.OperatorSetIdProto;
import onnx.StringStringEntryProto;
import onnx.TensorProto;
import onnx.TensorShapeProto;
import onnx.TypeProto;
import onnx.ValueInfoProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not taken over, or is damaged or hostile: a message that names it. */
class OnnxRefusalTest {
  @TempDir Path folder;

  private static GraphProto.Builder graph() {
    return GraphProto.newBuilder()
        .addInput(value("image", 1, 3, 8, 8))
        .addOutput(value("logits", 1, 4))
        .addInitializer(tensor("w", 4, 3, 3, 3))
        .addInitializer(tensor("shared", 4));
  }

  private static ValueInfoProto value(String name, long... extents) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long extent : extents) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(extent));
    }
    TypeProto.Tensor type = TypeProto.Tensor.newBuilder().setElemType(1).setShape(shape).build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(type))
        .build();
  }

  private static TensorProto tensor(String name, long... extents) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(1);
    int size = 1;
    for (long extent : extents) {
      tensor.addDims(extent);
      size *= (int) extent;
    }
    return tensor.setRawData(ByteString.copyFrom(new byte[4 * size])).build();
  }

  private static NodeProto.Builder node(String op, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(op)
        .setName("my " + op)
        .addOutput(output)
        .addAllInput(List.of(inputs));
  }

  private static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  private Path write(GraphProto.Builder graph) throws IOException {
    ModelProto model =
        ModelProto.newBuilder()
            .setIrVersion(8)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13))
            .setGraph(graph)
            .build();
    return Files.write(folder.resolve("net.onnx"), model.toByteArray());
  }

  private String refusal(GraphProto.Builder graph) throws IOException {
    Path file = write(graph);
    return assertThrows(OnnxException.class, () -> OnnxNetwork.read(file)).getMessage();
  }

  @Test
  void read_unsupportedOperators_allAreNamed() throws Exception {
    String message =
        refusal(
            graph()
                .addNode(node("Conv", "a", "image", "w").addAttribute(integer("group", 3)))
                .addNode(
                    node("Clip", "b", "image").setName("relu6").addAttribute(integer("max", 6)))
                .addNode(node("Concat", "c", "image", "image"))
                .addNode(node("Fancy", "d", "image").setDomain("com.example"))
                .addNode(node("Relu", "e", "d"))
                .addNode(node("GlobalAveragePool", "logits", "e")));
    assertTrue(message.contains("Conv 'my Conv': it has 3 groups"), message);
    assertTrue(message.contains("Clip 'relu6': this operator is not supported (ReLU6"), message);
    assertTrue(message.contains("Concat 'my Concat': this operator is not supported"), message);
    assertTrue(message.contains("com.example.Fancy 'my Fancy'"), message);
    assertEquals(5, message.lines().count(), message);
  }

  /** Each would be another network than the file's, if it were passed over. */
  @Test
  void read_whatWouldBeLost_isRefused() throws Exception {
    TensorProto row = tensor("row", 8);
    TensorProto pads = longs("pads", 0, 0, 1, 1, 0, 0, 1, 1);
    TensorProto matrix = tensor("matrix", 3, 4);
    assertRefused(
        "it adds a constant of shape [8]",
        graph()
            .addInitializer(row)
            .addNode(node("Add", "a", "image", "row"))
            .addNode(node("GlobalAveragePool", "logits", "a")));
    assertRefused(
        "it reads a map that was padded",
        graph()
            .addInitializer(pads)
            .addInitializer(matrix)
            .addNode(node("GlobalAveragePool", "a", "image"))
            .addNode(node("Pad", "b", "a", "pads"))
            .addNode(node("Flatten", "c", "b"))
            .addNode(node("Gemm", "logits", "c", "matrix")));
    assertRefused(
        "it adds a constant of shape [4]",
        graph()
            .addInitializer(matrix)
            .addNode(node("GlobalAveragePool", "a", "image"))
            .addNode(node("Gemm", "b", "a", "matrix", "shared"))
            .addNode(node("Add", "logits", "b", "shared")));
    assertRefused(
        "it rounds what depends on the image",
        graph()
            .addNode(node("Cast", "a", "image").addAttribute(integer("to", 7)))
            .addNode(node("GlobalAveragePool", "logits", "a")));
    assertRefused(
        "it averages [8, 8] pixels at a time",
        graph()
            .addNode(
                node("AveragePool", "logits", "image")
                    .addAttribute(
                        AttributeProto.newBuilder().setName("kernel_shape").addInts(8).addInts(8))
                    .addAttribute(
                        AttributeProto.newBuilder()
                            .setName("auto_pad")
                            .setS(ByteString.copyFromUtf8("SAME_UPPER")))));
  }

  /** The batch and channels are as they are; what an exporter divides is a number of pixels. */
  @Test
  void read_quotientThatMayBeOfIntegers_isRefused() throws Exception {
    assertRefused(
        "5 divided by 2",
        graph()
            .addInitializer(longs("five", 5))
            .addInitializer(longs("two", 2))
            .addNode(node("Div", "half", "five", "two"))
            .addNode(node("GlobalAveragePool", "logits", "image")));
  }

  private void assertRefused(String words, GraphProto.Builder graph) throws IOException {
    String message = refusal(graph);
    assertTrue(message.contains(words), message);
  }

  private static TensorProto longs(String name, long... values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(7).addDims(values.length);
    for (long value : values) {
      tensor.addInt64Data(value);
    }
    return tensor.build();
  }

  /** What damaged files came to: four numbers as two billion rows, of which a slice takes all. */
  @Test
  void read_reshapeToMoreNumbers_isRefused() throws Exception {
    assertRefused(
        "Reshape 'my Reshape': its inputs do not fit it (4 numbers in a shape of [2147483647, 2])",
        graph()
            .addInitializer(longs("four", 1, 2, 3, 4))
            .addInitializer(longs("rows", Integer.MAX_VALUE, 2))
            .addInitializer(longs("from", 0))
            .addInitializer(longs("to", Integer.MAX_VALUE))
            .addNode(node("Reshape", "large", "four", "rows"))
            .addNode(node("Slice", "part", "large", "from", "to"))
            .addNode(node("GlobalAveragePool", "logits", "image")));
  }

  @Test
  void read_memoryBombs_areRefused() throws Exception {
    GraphProto.Builder doubled = graph().addInitializer(longs("x0", 1));
    for (int i = 0; i < 40; i++) {
      doubled.addNode(node("Concat", "x" + (i + 1), "x" + i, "x" + i));
    }
    assertRefused(
        "it joins more than", doubled.addNode(node("GlobalAveragePool", "logits", "image")));
    TensorProto nothing =
        TensorProto.newBuilder().setName("w5").setDataType(1).addDims(1 << 28).build();
    assertRefused(
        "has 0 numbers instead of",
        graph().addInitializer(nothing).addNode(node("Relu", "a", "image")));
  }

  @Test
  void read_cyclicGraph_saysWhatIsReadTooEarly() throws Exception {
    String message =
        refusal(
            graph()
                .addNode(node("Add", "a", "image", "b"))
                .addNode(node("Relu", "b", "a"))
                .addNode(node("GlobalAveragePool", "logits", "b")));
    assertTrue(
        message.contains("Add 'my Add': it reads 'b', which nothing before it makes"), message);
  }

  @Test
  void read_twoInputsOrOpenSize_saysWhich() throws Exception {
    assertTrue(
        refusal(graph().addInput(value("second", 1, 3, 8, 8)).addNode(node("Relu", "a", "image")))
            .contains("it has 2 inputs [image, second]"));
    GraphProto.Builder open = graph().setInput(0, value("image", 1, 3, 0, 8));
    assertTrue(
        refusal(open.addNode(node("Relu", "a", "image"))).contains("its input 'image' is of size"));
  }

  @Test
  void read_sizesThatCannotBe_areRefusedBeforeMemoryIsTaken() throws Exception {
    TensorProto huge =
        TensorProto.newBuilder().setName("w2").setDataType(1).addDims(1L << 40).addDims(9).build();
    assertTrue(
        refusal(graph().addInitializer(huge).addNode(node("Relu", "a", "image")))
            .contains("tensor 'w2' has the shape [1099511627776, 9]"));
    TensorProto fewer = tensor("w3", 4).toBuilder().setDims(0, 5).build();
    assertTrue(
        refusal(graph().addInitializer(fewer).addNode(node("Relu", "a", "image")))
            .contains("tensor 'w3' has 16 bytes for 5 numbers of 4"));
  }

  @Test
  void read_externalDataOutsideOfTheFolder_isRefused() throws Exception {
    for (String location : List.of("../outside.bin", "/etc/passwd", "", "a/../../x")) {
      TensorProto outside =
          tensor("w4", 1).toBuilder()
              .clearRawData()
              .setDataLocation(TensorProto.DataLocation.EXTERNAL)
              .addExternalData(
                  StringStringEntryProto.newBuilder().setKey("location").setValue(location))
              .build();
      String message = refusal(graph().addInitializer(outside).addNode(node("Relu", "a", "image")));
      assertTrue(message.contains("which is not in the file's own folder"), message);
    }
  }

  @Test
  void read_externalDataBesideTheFile_isRead() throws Exception {
    Files.write(folder.resolve("w.bin"), new byte[8 + 4 * 108]);
    TensorProto beside =
        tensor("w", 4, 3, 3, 3).toBuilder()
            .clearRawData()
            .setDataLocation(TensorProto.DataLocation.EXTERNAL)
            .addExternalData(
                StringStringEntryProto.newBuilder().setKey("location").setValue("w.bin"))
            .addExternalData(StringStringEntryProto.newBuilder().setKey("offset").setValue("8"))
            .build();
    GraphProto.Builder graph =
        graph()
            .setInitializer(0, beside)
            .addNode(node("Conv", "a", "image", "w"))
            .addNode(node("GlobalAveragePool", "logits", "a"));
    assertEquals(4, OnnxNetwork.read(write(graph)).network().network().nodes().size());
  }

  @Test
  void read_everyPrefixOfAFile_isRefused() throws Exception {
    byte[] whole = Files.readAllBytes(Path.of("src/test/resources/org/skiptrim/onnx/odd.onnx"));
    Path file = folder.resolve("cut.onnx");
    for (int length = 0; length < whole.length; length += 7) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThrows(OnnxException.class, () -> OnnxNetwork.read(file), "at " + length);
    }
  }

  @Test
  void read_messagesInMessages_endWithAMessage() throws Exception {
    byte[] bomb = new byte[200_000];
    for (int i = 0; i < bomb.length; i += 2) {
      bomb[i] = 0x3a; // field 7, length-delimited: a graph in a graph …
      bomb[i + 1] = 0x7f;
    }
    Path file = Files.write(folder.resolve("bomb.onnx"), bomb);
    assertThrows(OnnxException.class, () -> OnnxNetwork.read(file));
  }
}
