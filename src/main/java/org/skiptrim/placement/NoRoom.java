package org.skiptrim.placement;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.skiptrim.device.Device;
import org.skiptrim.device.Resource;
import org.skiptrim.device.Utilization;

/**
 * A design is too large for a device, or too dense to be placed and routed: a slower one may do.
 */
public final class NoRoom extends IOException {
  private static final long serialVersionUID = 1;

  private final String why;

  /** As the placer said it. */
  NoRoom(String why) {
    super(why);
    this.why = why;
  }

  /** What is lacking. */
  public String why() {
    return why;
  }

  /** The same as an error that says what can be done about it. */
  public IOException withRemedy(String remedy) {
    return new IOException(why + "; " + remedy, this);
  }

  /**
   * Of a design that needs more than there is; empty of one that may fit.
   *
   * @param share of each resource that it may take; above 1 where {@code used} is not certain
   */
  public static Optional<NoRoom> of(Utilization used, Device device, double share) {
    return Arrays.stream(Resource.values())
        .filter(resource -> used.used(resource) > share * device.available(resource))
        .findFirst()
        .map(resource -> new NoRoom(lacking(resource, used, device)));
  }

  private static String lacking(Resource resource, Utilization used, Device device) {
    String how = used.method() == Utilization.Method.ESTIMATED ? ", as estimated" : "";
    return String.format(
        Locale.ROOT,
        "%s has %,d %s and the design takes %,.0f%s",
        device.name(),
        (long) device.available(resource),
        resource,
        used.used(resource),
        how);
  }
}
