package org.skiptrim.experiment;

import java.io.IOException;
import java.util.List;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.rtl.TopModuleWriter;
import org.skiptrim.toolchain.Device;
import org.skiptrim.toolchain.InstalledTool;
import org.skiptrim.toolchain.Tool;
import org.skiptrim.toolchain.Utilization;
import org.skiptrim.toolchain.Yosys;

/** Synthesizes a design for a device. */
public record Synthesize(Design design, Device device, Utilization.Method method)
    implements Step<SynthesisFigures> {
  @Override
  public String kind() {
    return "synthesize";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public String subject() {
    boolean named = design.target() instanceof Design.ShareOfDevice;
    return named ? design.subject() : design.subject() + ", " + device.name();
  }

  @Override
  public List<Step<?>> inputs() {
    return design.inputs();
  }

  @Override
  public Class<SynthesisFigures> figuresType() {
    return SynthesisFigures.class;
  }

  @Override
  public SynthesisFigures run(Workspace workspace) throws IOException, InterruptedException {
    RtlDesign rtl = TopModuleWriter.write(design.graph(workspace), workspace.file("rtl"));
    InstalledTool tool = workspace.tool(Tool.YOSYS);
    Yosys yosys = new Yosys(tool, workspace.cache().resolve("synthesis"));
    return SynthesisFigures.of(
        yosys.synthesize(rtl, device, method, workspace.progress("modules")),
        "Yosys " + tool.version());
  }
}
