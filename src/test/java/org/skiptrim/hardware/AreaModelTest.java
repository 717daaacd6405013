package org.skiptrim.hardware;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.skiptrim.device.Device;

class AreaModelTest {
  static Stream<Device> devices() {
    return Device.known().stream();
  }

  /** One that is missing would be a design that cannot be made. */
  @ParameterizedTest
  @MethodSource("devices")
  void knows_everyUnitOfEveryFamily(Device device) {
    AreaModel model = new AreaModel(device);
    Arrays.stream(Unit.class.getPermittedSubclasses())
        .map(kind -> kind.<Unit>asSubclass(Unit.class))
        .forEach(kind -> assertTrue(model.knows(kind), device.name() + ": " + kind));
  }
}
