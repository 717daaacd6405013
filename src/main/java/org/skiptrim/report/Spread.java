package org.skiptrim.report;

import java.util.ArrayList;
import java.util.List;

/** Moves labels apart on a line, each as little as can be. */
final class Spread {

  /** Labels that touch and move as one. */
  private record Cluster(double sum, int size) {
    double mean() {
      return sum / size;
    }

    Cluster with(Cluster next) {
      return new Cluster(sum + next.sum, size + next.size);
    }
  }

  private Spread() {}

  /**
   * The places nearest to {@code wanted} (least squares) that are {@code gap} apart and within
   * {@code from} to {@code to}.
   *
   * <p>With i gaps taken off the i-th place, "a gap apart" becomes "not falling", and pooling
   * adjacent violators solves that exactly (R. E. Barlow et al., 1972).
   *
   * @param wanted rising
   * @return as many places, rising; beyond {@code to} if there is no room for all
   */
  static List<Double> apart(List<Double> wanted, double gap, double from, double to) {
    List<Cluster> clusters = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      Cluster cluster = new Cluster(wanted.get(i) - i * gap, 1);
      while (!clusters.isEmpty() && last(clusters).mean() > cluster.mean()) {
        cluster = clusters.remove(clusters.size() - 1).with(cluster);
      }
      clusters.add(cluster);
    }
    double highest = Math.max(from, to - (wanted.size() - 1) * gap);
    List<Double> places = new ArrayList<>();
    for (Cluster cluster : clusters) {
      for (int i = 0; i < cluster.size(); i++) {
        double place = Math.min(Math.max(cluster.mean(), from), highest);
        places.add(place + places.size() * gap);
      }
    }
    return places;
  }

  private static Cluster last(List<Cluster> clusters) {
    return clusters.get(clusters.size() - 1);
  }
}
