package org.skiptrim.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.skiptrim.placement.Flow;
import org.skiptrim.placement.Nextpnr;
import org.skiptrim.placement.NoRoom;
import org.skiptrim.placement.Placement;
import org.skiptrim.placement.Programs;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.rtl.Netlist;

/** A step that ends with a bitstream, of the fastest of several tries. */
public sealed interface PlacedStep extends NetlistStep<PlacementFigures>
    permits Place, PlaceFitting {
  /** The folder in its run directory. */
  String PLACED = "placed";

  /** How many tries. */
  int seeds();

  /** For a try, at most. */
  int minutes();

  /** What they aim at. */
  double clockMhz();

  @Override
  default Class<PlacementFigures> figuresType() {
    return PlacementFigures.class;
  }

  @Override
  default long memoryMb() {
    return 2_500;
  }

  /** Which programs do it. */
  default Flow flow() {
    return Flow.of(device()).orElseThrow();
  }

  /**
   * Places and routes.
   *
   * @param planned the placer and its version that the step was planned with
   * @throws NoRoom if it does not fit or does not route
   */
  default PlacementFigures place(Netlist netlist, String planned, Workspace workspace)
      throws IOException, InterruptedException {
    Flow flow = flow();
    InstalledTool placer = workspace.tool(flow.placer(), planned);
    Programs programs =
        new Programs(
            placer, workspace.tool(flow.packer(), ""), workspace.tool(flow.unpacker(), ""));
    Placement placed =
        new Nextpnr(flow, programs, Duration.ofMinutes(minutes()), workspace.cores())
            .place(
                netlist,
                device(),
                seeds(),
                clockMhz(),
                Optional.empty(),
                workspace.file(PLACED),
                workspace.listener());
    return PlacementFigures.of(
        placed,
        device(),
        netlist.dataflow().cyclesPerFrame(),
        Files.size(placed.bitstream()),
        flow.placer().title(placer.version()));
  }

  /** What it made, to be read only. */
  default Path folder(Workspace workspace) throws IOException {
    return workspace.file(this, PLACED);
  }
}
