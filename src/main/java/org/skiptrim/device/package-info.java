/**
 * The parts that hardware is made for: {@link org.skiptrim.device.Device}, the door, with what it
 * has, and its {@link org.skiptrim.device.DeviceFamily}, which is data ({@code families.yaml}).
 * {@link org.skiptrim.device.Utilization} is what a design takes of one.
 */
package org.skiptrim.device;
