package org.skiptrim.hardware;

/**
 * A valid/ready stream between two units.
 *
 * @param name unique in its graph, and an identifier in SystemVerilog
 * @param from where it comes from
 * @param to where it goes
 * @param type what a beat holds
 * @param node the network node whose values it carries
 * @param beatsPerFrame how many beats an image takes on it
 */
public record Stream(
    String name, Port from, Port to, StreamType type, String node, long beatsPerFrame) {}
