/**
 * A page on which running experiments are watched: {@link org.skiptrim.watch.WatchServer}, the
 * door, serves it on the loopback address alone. All that it shows it reads in run directories, as
 * {@code skiptrim status} does, so it is the same whoever runs the steps and wherever; it changes
 * nothing but the file that keeps its address.
 */
package org.skiptrim.watch;
