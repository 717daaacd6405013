package org.skiptrim.hardware;

import org.skiptrim.device.Utilization;

/**
 * What a network would take of a device at one of the speeds that it can have.
 *
 * @param cyclesPerFrame that an image takes in the slowest unit
 * @param estimate without any tool
 */
public record Frontier(long cyclesPerFrame, Utilization estimate) {}
