package org.skiptrim.experiment;

import java.util.Optional;
import java.util.OptionalInt;
import org.skiptrim.experiment.ExperimentPlan.Case;
import org.skiptrim.network.Architecture;
import org.skiptrim.network.Block;
import org.skiptrim.quantization.Precision;
import org.skiptrim.skips.Treatment;
import org.skiptrim.spec.ExperimentSpec;
import org.skiptrim.spec.Variant;

/** The steps that make an experiment's networks: each trained, rewritten or taken from a file. */
record NetworkSteps(ExperimentSpec spec) {

  /** The network of real numbers that a case is. */
  NetworkStep real(Case one) {
    if (one.file().isPresent()) {
      return imported(one);
    }
    long seed = one.seed();
    return switch (one.variant()) {
      case RESIDUAL, AS_IS -> teacher(one);
      case ABSORBED -> new AbsorbSkips(teacher(one));
      case PLAIN -> new Train(spec.dataset(), source(one), false, spec.plain(), seed);
      case PLAIN_DISTILLED ->
          new Distill(teacher(one), spec.plainDistilled(), seed, other("plain_distilled"));
      case SKIPPER ->
          new TreatSkips(teacher(one), Treatment.REMOVE, spec.skipper(), seed, other("skipper"));
      case TRIMMER ->
          new TreatSkips(
              trimmersTeacher(one), Treatment.SHORTEN, spec.trimmer(), seed, other("trimmer"));
      case MERGER ->
          new TreatSkips(
              teacher(one), Treatment.SHORTEN_TO_MERGE, spec.merger(), seed, other("merger"));
    };
  }

  /** The teacher of a section that names one. */
  private Optional<Import> other(String section) {
    return Optional.ofNullable(spec.teachers().get(section))
        .map(
            network -> {
              Variant variant = network.files().keySet().iterator().next();
              return imported(new Case(network, variant, spec.seed()));
            });
  }

  private Import imported(Case one) {
    return new Import(
        spec.dataset(),
        one.file().orElseThrow(),
        one.network().architecture(),
        one.network().names(),
        one.variant(),
        one.title());
  }

  /** The residual network of the same trial, with which all taught variants begin. */
  private NetworkStep teacher(Case one) {
    Case residual = new Case(one.network(), Variant.RESIDUAL, one.seed());
    return residual.file().isPresent()
        ? imported(residual)
        : new Train(spec.dataset(), source(one), true, spec.teacher(), one.seed());
  }

  /** A file's network whatever it is; one that is built has its ReLU before the add. */
  private NetworkStep trimmersTeacher(Case one) {
    if (one.network().file(Variant.RESIDUAL).isPresent()) {
      return teacher(one);
    }
    Architecture given = one.network().architecture().orElseThrow();
    Architecture wanted = given.with(Block.RELU_BEFORE_ADD);
    GraphSource source = new GraphSource.Built(wanted);
    return new Train(spec.dataset(), source, true, spec.teacher(), one.seed());
  }

  private GraphSource source(Case one) {
    Case residual = new Case(one.network(), Variant.RESIDUAL, one.seed());
    return residual.file().isPresent()
        ? new GraphSource.Imported(imported(residual))
        : new GraphSource.Built(one.network().architecture().orElseThrow());
  }

  /** The step that turns it into integers, or takes it from its file. */
  QuantizedStep quantized(Case one, Optional<Precision> precision) {
    return one.network().isQuantized()
        ? new ImportQuantized(spec.dataset(), one.file().orElseThrow(), one.title())
        : quantize(one, precision.orElseThrow());
  }

  private Quantize quantize(Case one, Precision precision) {
    Optional<Precision> wider =
        spec.progressive() ? precision.nextWider(spec.precisions()) : Optional.empty();
    return new Quantize(
        real(one),
        precision,
        spec.quantization(),
        OptionalInt.of(spec.calibrationImages()),
        wider.map(next -> quantize(one, next)),
        spec.statisticsImages() == 0
            ? OptionalInt.empty()
            : OptionalInt.of(spec.statisticsImages()),
        other("quantization"));
  }
}
