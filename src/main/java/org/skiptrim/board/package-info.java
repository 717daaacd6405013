/**
 * Boards with a design on them: {@link org.skiptrim.board.BoardClient} is the door; it sends images
 * over a serial line and gets classes and logits.
 */
package org.skiptrim.board;
