package org.skiptrim.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.skiptrim.network.Architecture;
import org.skiptrim.network.Block;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Shortcut;
import org.skiptrim.network.TrainedNetwork;

class PyTorchResNetTest {
  private static final Path PUBLISHED = Path.of("models/akamaster/resnet20-12fca82f.th");
  private static final Path PROJECTION = Fixtures.file("resnet8-projection.pt");

  @Test
  void read_zeroPadShortcuts_fillsEveryParameter() throws IOException {
    TrainedNetwork trained = PyTorchResNet.read(PUBLISHED, network(20, Shortcut.ZERO_PAD));
    assertEquals(269_722, trained.network().trainableCount());
  }

  @Test
  void read_projectionShortcutsAndHalfPrecision_fillsEveryParameter() throws IOException {
    TrainedNetwork trained = PyTorchResNet.read(PROJECTION, network(8, Shortcut.PROJECTION));
    StateDict dict = StateDict.read(PROJECTION);
    assertEquals(
        dict.values().get("module.layer3.0.downsample.0.weight"),
        trained.parameters().get("stage3.block1.shortcut.conv", "weight"));
    assertEquals(
        dict.values().get("module.layer2.0.bn2.running_var"),
        trained.parameters().get("stage2.block1.2.norm", "running_var"));
    assertEquals(
        dict.values().get("module.fc.bias"), trained.parameters().get("classifier", "bias"));
  }

  @Test
  void recognize_publishedFiles_findsTheNetworkByItsLayers() throws IOException {
    PyTorchResNet.Recognized zeroPad = PyTorchResNet.recognize(PUBLISHED);
    assertEquals("a ResNet20 with shortcuts zero-pad, for images of 3x32x32", zeroPad.text());
    assertEquals(PyTorchResNet.read(PUBLISHED, network(20, Shortcut.ZERO_PAD)), zeroPad.network());
    PyTorchResNet.Recognized projection = PyTorchResNet.recognize(PROJECTION);
    assertEquals(
        PyTorchResNet.read(PROJECTION, network(8, Shortcut.PROJECTION)), projection.network());
  }

  @Test
  void recognize_otherLayers_saysWhatThereIs() {
    Path other = Fixtures.file("zip.pt");
    String message =
        assertThrows(ExchangeException.class, () -> PyTorchResNet.recognize(other)).getMessage();
    assertTrue(message.startsWith(other + " has no graph, and its layers do not tell"), message);
  }

  @Test
  void read_otherDepth_namesBoth() {
    String message = error(PUBLISHED, network(56, Shortcut.ZERO_PAD));
    assertTrue(message.endsWith("it holds a ResNet20, not a ResNet56; write resnet: 20"), message);
  }

  @Test
  void read_otherShortcuts_saysWhichSettingFits() {
    String none = error(PUBLISHED, network(20, Shortcut.PROJECTION));
    assertTrue(
        none.endsWith(
            "it has no layer2.0.shortcut.0.weight; if its shortcuts have no parameters, write"
                + " {resnet: …, shortcut: zero-pad}"),
        none);
    String some = error(PROJECTION, network(8, Shortcut.ZERO_PAD));
    assertTrue(
        some.endsWith("it has layer2.0.downsample.0.weight, which the network has not"), some);
  }

  @Test
  void read_otherClasses_namesBothShapes() {
    String message = error(PROJECTION, ResNets.resNet(8, new Shape(3, 32, 32), 100));
    assertTrue(
        message.endsWith(
            "fc.weight has shape [10, 64]; the network needs [100, 64], as the data set has 100"
                + " classes, not 10"),
        message);
  }

  private static String error(Path file, Network<RealOp> network) {
    return assertThrows(ExchangeException.class, () -> PyTorchResNet.read(file, network))
        .getMessage();
  }

  private static Network<RealOp> network(int depth, Shortcut shortcut) {
    Architecture architecture = new Architecture(depth, shortcut, Block.BASIC);
    return ResNets.resNet(architecture, new Shape(3, 32, 32), 10);
  }
}
