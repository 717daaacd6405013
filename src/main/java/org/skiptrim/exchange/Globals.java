package org.skiptrim.exchange;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the names in a checkpoint's pickle mean. A handful makes tensors and dicts; every other one
 * becomes a {@link Placeholder}, which nothing can be done with.
 */
final class Globals {

  /** A function or class that was named, not yet called. */
  private enum Callable {
    DICT,
    FIRST_ARGUMENT,
    REBUILD_TENSOR,
    REBUILD_BY_FUNCTION
  }

  private static final Map<String, Callable> KNOWN =
      Map.of(
          "collections.OrderedDict", Callable.DICT,
          "collections.defaultdict", Callable.DICT,
          "torch.Size", Callable.FIRST_ARGUMENT,
          "torch._utils._rebuild_tensor", Callable.REBUILD_TENSOR, // before PyTorch 0.4
          "torch._utils._rebuild_tensor_v2", Callable.REBUILD_TENSOR,
          "torch._utils._rebuild_parameter", Callable.FIRST_ARGUMENT,
          "torch._utils._rebuild_parameter_with_state", Callable.FIRST_ARGUMENT,
          "torch._tensor._rebuild_from_type_v2", Callable.REBUILD_BY_FUNCTION);

  private static final Set<String> STORAGE_MODULES = Set.of("torch", "torch.cuda", "torch.storage");

  /** Convolutions have four. */
  private static final int MOST_EXTENTS = 8;

  /** Of the pairs that dicts are made from, so that one list made into many does not add up. */
  private static final int MOST_PAIRS = 1_000_000;

  private final Map<String, TensorRef.Storage> storages = new HashMap<>();
  private int pairs;

  /** A name as the pickle has it. */
  Object named(String module, String name) {
    String full = module + "." + name;
    Callable known = KNOWN.get(full);
    if (known != null) {
      return known;
    }
    Optional<StorageType> storage =
        STORAGE_MODULES.contains(module) ? StorageType.named(name) : Optional.empty();
    return storage.isPresent() ? storage.get() : new Placeholder(full);
  }

  /** {@code ('storage', type, key, location, elements[, view])}; other references mean nothing. */
  Object persistent(Object reference) throws ExchangeException {
    if (!(reference instanceof List<?> id) || id.size() < 5 || !"storage".equals(id.get(0))) {
      return new Placeholder("a reference to something else");
    }
    if (!(id.get(1) instanceof StorageType type)) {
      return new Placeholder("a storage of another type");
    }
    TensorRef.Storage storage = new TensorRef.Storage(type, (String) id.get(2), (Long) id.get(4));
    if (storage.elements() < 0) {
      throw new ExchangeException("its storage " + storage.key() + " has a negative size");
    }
    storages.put(storage.key(), storage);
    boolean isPart = id.size() > 5 && id.get(5) != null; // only before PyTorch 0.4, if ever
    return isPart ? new Placeholder("a part of a storage") : storage;
  }

  /** All storages that were referred to so far, by key. */
  Map<String, TensorRef.Storage> storages() {
    return storages;
  }

  /** What the function or class makes. */
  Object call(Object callable, List<Object> arguments) throws ExchangeException {
    if (!(callable instanceof Callable known)) {
      return callable instanceof Placeholder ? callable : new Placeholder("a call");
    }
    return switch (known) {
      case DICT -> dict(arguments);
      case FIRST_ARGUMENT -> arguments.get(0);
      case REBUILD_TENSOR -> tensor(arguments);
      case REBUILD_BY_FUNCTION -> byFunction(arguments);
    };
  }

  /** Python 2 gives an OrderedDict its pairs; Python 3, nothing; a defaultdict has a factory. */
  private Map<Object, Object> dict(List<Object> arguments) throws ExchangeException {
    Map<Object, Object> dict = new LinkedHashMap<>();
    if (!arguments.isEmpty() && arguments.get(0) instanceof List<?> given) {
      pairs += given.size();
      if (pairs > MOST_PAIRS) {
        throw new ExchangeException("its dicts have more than %,d pairs".formatted(MOST_PAIRS));
      }
      for (Object pair : given) {
        dict.put(Placeholder.key(((List<?>) pair).get(0)), ((List<?>) pair).get(1));
      }
    }
    return dict;
  }

  /** {@code (function, class, its arguments, attributes)} of a tensor with attributes. */
  private static Object byFunction(List<Object> arguments) throws ExchangeException {
    List<?> inner = (List<?>) arguments.get(2);
    if (arguments.get(0) == Callable.REBUILD_TENSOR) {
      return tensor(inner);
    }
    return arguments.get(0) == Callable.FIRST_ARGUMENT ? inner.get(0) : new Placeholder("a call");
  }

  /** {@code (storage, offset, shape, strides, …)}. */
  private static Object tensor(List<?> arguments) throws ExchangeException {
    if (arguments.get(0) instanceof Placeholder unknown) {
      return unknown;
    }
    List<?> extents = (List<?>) arguments.get(2);
    List<?> steps = (List<?>) arguments.get(3);
    if (extents.size() > MOST_EXTENTS || steps.size() > MOST_EXTENTS) {
      return new Placeholder("a tensor of " + extents.size() + " dimensions");
    }
    List<Integer> shape = longs(extents).stream().map(Math::toIntExact).toList();
    List<Long> strides = longs(steps);
    long offset = (Long) arguments.get(1);
    if (strides.size() != shape.size() || offset < 0 || shape.stream().anyMatch(n -> n < 0)) {
      throw new ExchangeException("it has a tensor of shape " + shape + " with strides " + strides);
    }
    return new TensorRef((TensorRef.Storage) arguments.get(0), offset, shape, strides);
  }

  private static List<Long> longs(List<?> tuple) {
    return tuple.stream().map(Long.class::cast).toList();
  }
}
