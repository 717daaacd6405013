/**
 * From a netlist to a bitstream: {@link org.skiptrim.placement.Nextpnr} is the door, {@link
 * org.skiptrim.placement.Placement} what comes out. {@link org.skiptrim.placement.Flow} is all that
 * differs between families.
 */
package org.skiptrim.placement;
