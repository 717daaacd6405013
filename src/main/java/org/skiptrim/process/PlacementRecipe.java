package org.skiptrim.process;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.skiptrim.storage.Checksum;

/**
 * How tools that place and route come out of packages of Debian 13: which packages, what of them is
 * kept, and how a program is started without being installed.
 *
 * <p>The programs want a newer C library than older systems have. So they are started by the loader
 * that belongs to theirs, and find all libraries in their own folder; nothing in them is changed
 * for that, and the folder may be moved. Two things take more:
 *
 * <ul>
 *   <li>Yosys and ecppack look for what they need beside the program of their process, which is the
 *       loader: so that one is copied into {@code bin}, and {@code share} is beside it.
 *   <li>nextpnr has the path of its chips compiled in. It is replaced by one of the same length
 *       that leads through a file descriptor, which the script that starts it has opened.
 * </ul>
 */
final class PlacementRecipe {
  static final String RELEASE = "trixie";

  /**
   * The tools' packages and their versions, without Debian's own revision, which may be rebuilt.
   */
  private static final Map<String, String> VERSIONS =
      Map.of(
          "yosys", "0.52",
          "yosys-abc", "0.52",
          "nextpnr-ecp5", "0.7",
          "nextpnr-ecp5-chipdb", "0.7",
          "nextpnr-ice40", "0.7",
          "nextpnr-ice40-chipdb", "0.7",
          "fpga-trellis", "1.4",
          "fpga-trellis-database", "1.4",
          "fpga-icestorm", "0~20250207git7fbf8c0+dfsg1");

  /** What those need, at the version that Debian 13 has now, with its corrections. */
  private static final List<String> LIBRARIES =
      List.of(
          "libc6",
          "libgcc-s1",
          "libstdc++6",
          "zlib1g",
          "libbz2-1.0",
          "liblzma5",
          "libzstd1",
          "libboost-filesystem1.83.0",
          "libboost-iostreams1.83.0",
          "libboost-program-options1.83.0",
          "libboost-thread1.83.0",
          "libffi8",
          "libreadline8t64",
          "libtcl8.6",
          "libtinfo6",
          "libexpat1",
          "libpython3.13",
          "libpython3.13-minimal",
          "python3.13-minimal");

  /** Files to keep, as globs; of the chips those that {@code families.yaml} has. */
  static final List<String> KEPT =
      List.of(
          "usr/bin/yosys",
          "usr/bin/yosys-abc",
          "usr/bin/nextpnr-*",
          "usr/bin/ecp{,un}pack",
          "usr/bin/ice{,un}pack",
          "usr/bin/python3.13",
          "usr/lib/x86_64-linux-gnu/*.so*",
          "usr/lib/x86_64-linux-gnu/trellis/*",
          "usr/lib/python3.13/**",
          "usr/share/yosys/**",
          "usr/share/nextpnr/ecp5/chipdb-85k.bin",
          "usr/share/nextpnr/ice40/chipdb-{5k,8k}.bin",
          "usr/share/trellis/database/devices.json",
          "usr/share/trellis/database/ECP5/**",
          "usr/share/fpga-icestorm/python/icebox{.py,db.py,_vlog}");

  static final String LOADER = "usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2";

  /** The path of chips that nextpnr has compiled in, and its substitute; see {@link #script}. */
  static final String COMPILED_IN = "/usr/share/nextpnr/";

  static final String SUBSTITUTE = "/proc/self/fd/9////";

  private static final String SCRIPT =
      """
      #!/bin/sh
      self=$(readlink -f "$0")
      here=${self%%/*/*}
      unset PYTHONHOME PYTHONPATH
      exec 9<"$here/usr/share/nextpnr"
      exec "$here/bin/ld-linux-x86-64.so.2" --inhibit-cache \\
        --library-path "$here/usr/lib/x86_64-linux-gnu:$here/usr/lib/x86_64-linux-gnu/trellis" \\
        %s "$@"
      """;

  private PlacementRecipe() {}

  /** Packages as apt-get takes them. */
  static List<String> packages() {
    Stream<String> pinned =
        VERSIONS.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue() + "-*");
    return Stream.concat(pinned, LIBRARIES.stream()).sorted().toList();
  }

  /** The version that the unpacked tool has. */
  static ToolVersion version(Tool tool) {
    return ToolVersion.of(Objects.requireNonNull(VERSIONS.get(tool.aptPackage()), tool::command));
  }

  /** The scripts to be in {@code bin}, by name: one a tool, and one for the ABC of Yosys. */
  static Map<String, String> scripts() {
    return Stream.concat(Tool.forPlacement().stream().map(Tool::command), Stream.of("yosys-abc"))
        .collect(Collectors.toMap(command -> command, PlacementRecipe::script));
  }

  private static String script(String command) {
    String program =
        command.equals("icebox_vlog") // of Python
            ? "\"$here/usr/bin/python3.13\" \"$here/usr/share/fpga-icestorm/python/icebox_vlog\""
            : "\"$here/usr/bin/" + command + "\"";
    return SCRIPT.formatted(program);
  }

  /** Names what comes out: another recipe goes into another folder. */
  static String name() {
    String all = RELEASE + packages() + KEPT + SUBSTITUTE + script("");
    return Checksum.sha256(all.getBytes(StandardCharsets.UTF_8)).substring(0, 12);
  }
}
