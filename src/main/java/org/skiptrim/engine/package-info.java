/**
 * Runs a network forwards and backwards on libtorch, and is the only room that sees a tensor
 * library. {@link org.skiptrim.engine.Model} is the door; {@link org.skiptrim.engine.Value} is what
 * goes through it; {@link org.skiptrim.engine.EngineScope} frees what a step has made.
 */
package org.skiptrim.engine;
