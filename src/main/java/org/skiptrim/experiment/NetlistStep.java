package org.skiptrim.experiment;

import java.io.IOException;
import org.skiptrim.device.Device;
import org.skiptrim.rtl.Netlist;

/**
 * A step that makes a netlist, whose cells can be simulated.
 *
 * @param <R> the figures it ends with
 */
public sealed interface NetlistStep<R extends Figures> extends Step<R>
    permits SynthesizeNetlist, PlacedStep {
  /** The folder in its run directory. */
  String NETLIST = "netlist";

  /** The hardware that was asked for. */
  Design design();

  /** What it is synthesized for. */
  default Device device() {
    return design().target().device();
  }

  /** What it made, to be read only. */
  default Netlist netlist(Workspace workspace) throws IOException {
    return Netlist.read(workspace.file(this, NETLIST));
  }
}
