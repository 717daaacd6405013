package org.skiptrim.experiment;

import java.io.IOException;
import java.util.List;
import org.skiptrim.process.Tool;
import org.skiptrim.rtl.Netlist;
import org.skiptrim.synthesis.NetlistSynthesis;

/**
 * Synthesizes a design whole, with its weights, into a netlist: what is placed and routed.
 *
 * @param tool the synthesizer and its version; empty where it is not installed
 */
public record SynthesizeNetlist(Design design, String tool) implements NetlistStep<NetlistFigures> {
  @Override
  public String kind() {
    return "netlist";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public String subject() {
    return design.subject();
  }

  @Override
  public List<Step<?>> inputs() {
    return List.of(design);
  }

  @Override
  public Class<NetlistFigures> figuresType() {
    return NetlistFigures.class;
  }

  @Override
  public long memoryMb() {
    return 2_500;
  }

  @Override
  public List<Tool> tools() {
    return List.of(Tool.YOSYS_FOR_PLACEMENT);
  }

  @Override
  public boolean lacksTool() {
    return tool.isEmpty();
  }

  @Override
  public SynthesizeNetlist withoutTool() {
    return new SynthesizeNetlist(design, "");
  }

  @Override
  public long diskMb() {
    return 150;
  }

  @Override
  public double effort() {
    return Needs.WHOLE_DESIGN;
  }

  @Override
  public NetlistFigures run(Workspace workspace) throws IOException, InterruptedException {
    NetlistSynthesis yosys = new NetlistSynthesis(workspace.tool(Tool.YOSYS_FOR_PLACEMENT, tool));
    workspace.listener().note("synthesizing the whole design, which takes minutes");
    Netlist netlist = yosys.run(design.rtl(workspace), device(), workspace.file(NETLIST));
    return NetlistFigures.of(
        netlist, device(), Tool.YOSYS_FOR_PLACEMENT.title(yosys.yosys().version()));
  }
}
