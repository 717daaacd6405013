package org.skiptrim.exchange;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names that a state dict's pickle may use; with any other the file is refused. */
final class Globals {

  /** A function or class that was named, not yet called. */
  private enum Callable {
    ORDERED_DICT,
    REBUILD_TENSOR,
    REBUILD_PARAMETER
  }

  private static final Map<String, Callable> KNOWN =
      Map.of(
          "collections.OrderedDict", Callable.ORDERED_DICT,
          "torch._utils._rebuild_tensor", Callable.REBUILD_TENSOR, // before PyTorch 0.4
          "torch._utils._rebuild_tensor_v2", Callable.REBUILD_TENSOR,
          "torch._utils._rebuild_parameter", Callable.REBUILD_PARAMETER);

  private final Map<String, TensorRef.Storage> storages = new HashMap<>();

  /** A name as the pickle has it. */
  Object named(String module, String name) throws ExchangeException {
    String full = module + "." + name;
    Callable known = KNOWN.get(full);
    if (known != null) {
      return known;
    }
    Optional<StorageType> storage =
        module.equals("torch") ? StorageType.named(name) : Optional.empty();
    if (storage.isPresent()) {
      return storage.get();
    }
    throw new ExchangeException(
        "it uses %s, which no state dict of weights does; nothing was executed. Save the weights"
                .formatted(full)
            + " alone with torch.save(model.state_dict(), file)");
  }

  /** {@code ('storage', type, key, location, elements[, view])}. */
  Object persistent(List<Object> id) throws ExchangeException {
    if (id.size() < 5 || !"storage".equals(id.get(0))) {
      throw new ExchangeException("it refers to something that is no storage of numbers");
    }
    TensorRef.Storage storage =
        new TensorRef.Storage((StorageType) id.get(1), (String) id.get(2), (Long) id.get(4));
    if (storage.elements() < 0) {
      throw new ExchangeException("its storage " + storage.key() + " has a negative size");
    }
    storages.put(storage.key(), storage);
    return storage;
  }

  /** All storages that were referred to so far, by key. */
  Map<String, TensorRef.Storage> storages() {
    return storages;
  }

  /** What the function makes. */
  Object call(Object callable, List<Object> arguments) throws ExchangeException {
    if (callable == Callable.ORDERED_DICT && arguments.isEmpty()) {
      return new LinkedHashMap<>();
    }
    if (callable == Callable.REBUILD_PARAMETER) {
      return arguments.get(0);
    }
    if (callable == Callable.REBUILD_TENSOR) {
      return tensor(arguments);
    }
    throw new ExchangeException("it calls something in a way that no state dict does");
  }

  private static TensorRef tensor(List<Object> arguments) throws ExchangeException {
    List<Integer> shape = longs(arguments.get(2)).stream().map(Math::toIntExact).toList();
    List<Long> strides = longs(arguments.get(3));
    long offset = (Long) arguments.get(1);
    if (strides.size() != shape.size() || offset < 0 || shape.stream().anyMatch(n -> n < 0)) {
      throw new ExchangeException("it has a tensor of shape " + shape + " with strides " + strides);
    }
    return new TensorRef((TensorRef.Storage) arguments.get(0), offset, shape, strides);
  }

  private static List<Long> longs(Object tuple) {
    return ((List<?>) tuple).stream().map(Long.class::cast).toList();
  }
}
