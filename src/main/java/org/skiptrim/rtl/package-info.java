/**
 * From a dataflow graph to files of hardware: {@link org.skiptrim.rtl.TopModuleWriter} is the door,
 * {@link org.skiptrim.rtl.RtlDesign} what comes out. Nothing here has behaviour of its own: the top
 * module only instantiates and wires the modules of {@code rtl/}.
 */
package org.skiptrim.rtl;
