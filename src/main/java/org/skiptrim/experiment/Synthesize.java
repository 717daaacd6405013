package org.skiptrim.experiment;

import java.io.IOException;
import java.util.List;
import org.skiptrim.device.Device;
import org.skiptrim.device.Utilization;
import org.skiptrim.process.Tool;
import org.skiptrim.synthesis.Yosys;

/**
 * Synthesizes a design for a device.
 *
 * @param tool the synthesizer and its version; empty where it is not installed
 */
public record Synthesize(Design design, Utilization.Method method, String tool)
    implements Step<SynthesisFigures> {
  @Override
  public String kind() {
    return "synthesize";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public String subject() {
    return design.subject();
  }

  /** What it is synthesized for. */
  public Device device() {
    return design.target().device();
  }

  @Override
  public List<Step<?>> inputs() {
    return List.of(design);
  }

  @Override
  public Class<SynthesisFigures> figuresType() {
    return SynthesisFigures.class;
  }

  @Override
  public long memoryMb() {
    return 1_500;
  }

  @Override
  public List<Tool> tools() {
    return List.of(Tool.YOSYS);
  }

  @Override
  public boolean lacksTool() {
    return tool.isEmpty();
  }

  @Override
  public Synthesize withoutTool() {
    return new Synthesize(design, method, "");
  }

  @Override
  public double effort() {
    return Needs.SMALL;
  }

  @Override
  public SynthesisFigures run(Workspace workspace) throws IOException, InterruptedException {
    Yosys yosys =
        new Yosys(
            workspace.tool(Tool.YOSYS, tool),
            workspace.cache().resolve("synthesis"),
            workspace.cores());
    return SynthesisFigures.of(
        yosys.synthesize(design.rtl(workspace), device(), method, workspace.listener()),
        Tool.YOSYS.title(yosys.tool().version()));
  }
}
