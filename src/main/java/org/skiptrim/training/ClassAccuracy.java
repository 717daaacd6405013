package org.skiptrim.training;

import java.util.List;

/**
 * How many images of one class a network gets right.
 *
 * @param name of the class, as the data set has it
 * @param images of that class
 * @param correct of those
 */
public record ClassAccuracy(String name, int images, int correct) {

  /** The share of right ones among all images, 0 to 1. */
  public static double overall(List<ClassAccuracy> classes) {
    long correct = classes.stream().mapToLong(ClassAccuracy::correct).sum();
    return (double) correct / classes.stream().mapToLong(ClassAccuracy::images).sum();
  }
}
