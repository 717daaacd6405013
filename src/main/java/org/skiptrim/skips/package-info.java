/**
 * The method: find the skip connections of a residual network ({@link
 * org.skiptrim.skips.SkipConnection}), and remove them one by one while the network trains on under
 * a teacher ({@link org.skiptrim.skips.SkipTraining}, the door, with {@link
 * org.skiptrim.skips.Skipper}).
 */
package org.skiptrim.skips;
