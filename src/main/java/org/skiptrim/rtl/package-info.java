/**
 * From a dataflow graph to files of hardware: {@link org.skiptrim.rtl.RtlDesign} is what comes out.
 */
package org.skiptrim.rtl;
