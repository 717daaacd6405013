/**
 * Networks for other people's programs: {@link org.skiptrim.export.NetworkExport} is the door.
 * {@link org.skiptrim.export.ExportFormat} says which formats there are and what each takes.
 */
package org.skiptrim.export;
