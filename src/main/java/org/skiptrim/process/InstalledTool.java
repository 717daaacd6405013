package org.skiptrim.process;

import java.nio.file.Path;

/**
 * A tool that is there and recent enough.
 *
 * @param path the program, absolute
 */
public record InstalledTool(Tool tool, Path path, ToolVersion version) {}
