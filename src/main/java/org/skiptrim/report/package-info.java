/**
 * Generic output: what a person reads at the end. {@link org.skiptrim.report.Table} is written as
 * Markdown, CSV, HTML and LaTeX; {@link org.skiptrim.report.LineChart}, {@link
 * org.skiptrim.report.BarChart} and {@link org.skiptrim.report.NetworkDiagram} become a {@link
 * org.skiptrim.report.Drawing} (SVG, PNG); {@link org.skiptrim.report.HtmlReport}, the door, puts
 * all of them on one self-contained page.
 *
 * <p>The room knows nothing of networks or hardware. The same values give the same bytes, on any
 * machine, but for PNG, whose letters come from the machine's fonts.
 */
package org.skiptrim.report;
