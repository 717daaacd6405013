package org.skiptrim.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatTest {
  @TempDir Path folder;

  private List<String> said(String seconds) throws Exception {
    List<String> lines = new CopyOnWriteArrayList<>();
    List<String> command = List.of("sleep", seconds);
    ToolProcess sleep = new ToolProcess("sleep", "waiting", command, folder, folder.resolve("log"));
    Heartbeat.during(sleep, () -> "asleep", lines::add);
    return lines;
  }

  @Test
  void during_overTwoSeconds_saysHowFarItIs() throws Exception {
    List<String> lines = said("4");
    assertTrue(lines.contains("asleep"), lines.toString());
  }

  @Test
  void during_aMoment_saysNothing() throws Exception {
    assertEquals(List.of(), said("0"));
  }
}
