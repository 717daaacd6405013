package org.skiptrim.placement;

import org.skiptrim.process.InstalledTool;

/**
 * The programs of a {@link Flow}.
 *
 * @param placer places and routes
 * @param packer makes a bitstream of that
 * @param unpacker takes a bitstream apart
 */
public record Programs(InstalledTool placer, InstalledTool packer, InstalledTool unpacker) {}
