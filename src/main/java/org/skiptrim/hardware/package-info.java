/**
 * From a quantized network to a dataflow design: which units there are, how parallel each is and
 * how deep the FIFO of each skip connection. {@link org.skiptrim.hardware.DataflowLowering} is the
 * door; {@link org.skiptrim.hardware.DataflowGraph} is what comes out, still without a line of
 * hardware description.
 */
package org.skiptrim.hardware;
