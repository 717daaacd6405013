package org.skiptrim.exchange;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what Python's pickle module writes, protocols 0 to 5 (PEP 307, 3154, 574). A pickle is a
 * program; this machine has no instruction that does anything but build values, and asks {@link
 * Globals} for every name, which knows a handful and makes placeholders of all others.
 */
final class Pickle {
  /** Ends the values that belong to the next TUPLE, SETITEMS or APPENDS. */
  private static final Object MARK = new Object();

  /** More than any checkpoint has, and few enough to fit into memory whatever they build. */
  private static final int MOST_INSTRUCTIONS = 2_000_000;

  private static final int NEWEST_PROTOCOL = 5;

  private final PickleBytes in;
  private final Globals globals;
  private final List<Object> stack = new ArrayList<>();
  private final Map<Integer, Object> memo = new HashMap<>();

  private Pickle(PickleBytes in, Globals globals) {
    this.in = in;
    this.globals = globals;
  }

  /**
   * The value of the pickle that begins at the buffer's position, which is moved behind it: a map,
   * list (tuples and sets, too), text, {@code Long}, {@code BigInteger}, {@code Double}, {@code
   * Boolean}, null, or what {@code globals} makes. A value may contain itself.
   */
  static Object read(ByteBuffer buffer, Globals globals) throws ExchangeException {
    PickleBytes in = new PickleBytes(buffer);
    try {
      return new Pickle(in, globals).run();
    } catch (BufferUnderflowException e) {
      throw new ExchangeException("it ends in the middle");
    } catch (
        RuntimeException e) { // whatever nonsense makes: wrong types, empty stacks, odd numbers
      throw new ExchangeException("its pickle is damaged near byte " + in.position());
    }
  }

  private Object run() throws ExchangeException {
    for (int i = 0; i < MOST_INSTRUCTIONS; i++) {
      int code = in.unsignedByte();
      if (code == '.') {
        return pop();
      }
      if (!literal(code) && !collection(code) && !object(code)) {
        throw new ExchangeException(
            "its pickle has instruction 0x%02x, which no protocol has".formatted(code));
      }
    }
    throw new ExchangeException(
        "its pickle has more than %,d instructions; save the weights alone"
            .formatted(MOST_INSTRUCTIONS));
  }

  /** A value that is written out; false if the instruction is of another kind. */
  private boolean literal(int code) {
    switch (code) {
      case 'N' -> push(null);
      case 0x88 -> push(true);
      case 0x89 -> push(false);
      case 'K' -> push((long) in.unsignedByte());
      case 'M' -> push((long) in.unsignedShort());
      case 'J' -> push((long) in.integer());
      case 0x8a -> push(in.number(in.unsignedByte()));
      case 0x8b -> push(in.number(in.integer()));
      case 'I', 'L' -> push(in.decimal());
      case 'F' -> push(Double.valueOf(in.line()));
      case 'G' -> push(in.bigEndianDouble());
      case 'X', 'T' -> push(in.text(in.integer()));
      case 'U', 0x8c -> push(in.text(in.unsignedByte()));
      case 0x8d -> push(in.text(in.longLength()));
      case 'V', 'S' -> push(in.line());
      case 'C' -> push(in.opaque(in.unsignedByte()));
      case 'B' -> push(in.opaque(in.integer()));
      case 0x8e, 0x96 -> push(in.opaque(in.longLength()));
      case 0x97 -> push(new Placeholder("a buffer"));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** What holds other values, and the stack itself. */
  private boolean collection(int code) {
    switch (code) {
      case '(' -> push(MARK);
      case '0' -> pop();
      case '1' -> sinceMark();
      case '2' -> push(peek());
      case '}' -> push(new LinkedHashMap<>());
      case ']', 0x8f -> push(new ArrayList<>()); // a set is a list, as nobody looks into it
      case ')' -> push(List.of());
      case 't', 0x91 -> push(sinceMark());
      case 0x85 -> push(last(1));
      case 0x86 -> push(last(2));
      case 0x87 -> push(last(3));
      case 'd' -> put(sinceMark(), new LinkedHashMap<>());
      case 'l' -> push(new ArrayList<>(sinceMark()));
      case 's' -> put(last(2), pop());
      case 'u' -> put(sinceMark(), pop());
      case 'a' -> append(last(1));
      case 'e', 0x90 -> append(sinceMark());
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Names, calls, references, and what frames them. */
  private boolean object(int code) throws ExchangeException {
    switch (code) {
      case 0x80 -> checkProtocol(in.unsignedByte());
      case 0x95 -> in.longLength(); // FRAME: a hint for buffering
      case 'q' -> memo.put(in.unsignedByte(), peek());
      case 'r' -> memo.put(in.integer(), peek());
      case 'p' -> memo.put(Integer.valueOf(in.line()), peek());
      case 0x94 -> memo.put(memo.size(), peek());
      case 'h' -> push(recalled(in.unsignedByte()));
      case 'j' -> push(recalled(in.integer()));
      case 'g' -> push(recalled(Integer.parseInt(in.line())));
      case 'c' -> push(globals.named(in.line(), in.line()));
      case 0x93 -> named(last(2));
      case 'i' -> instance(globals.named(in.line(), in.line()), sinceMark());
      case 'o' -> instance(sinceMark());
      case 'Q' -> push(globals.persistent(pop()));
      case 'P' -> push(new Placeholder("persistent " + in.line()));
      case 'R', 0x81 -> call(last(2));
      case 0x92 -> call(last(3)); // with keywords, which no constructor of weights has
      case 'b' -> pop(); // BUILD: attributes, such as _metadata of a dict, that nobody reads
      case 0x82 -> extension(in.unsignedByte());
      case 0x83 -> extension(in.unsignedShort());
      case 0x84 -> extension(in.integer());
      case 0x98 -> peek(); // READONLY_BUFFER
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void checkProtocol(int protocol) throws ExchangeException {
    if (protocol > NEWEST_PROTOCOL) {
      throw new ExchangeException(
          "its pickle has protocol %d; save it with pickle_protocol=%d"
              .formatted(protocol, NEWEST_PROTOCOL));
    }
  }

  private void named(List<Object> names) {
    push(globals.named((String) names.get(0), (String) names.get(1)));
  }

  private void call(List<Object> values) throws ExchangeException {
    instance(values.get(0), list(values.get(1)));
  }

  private void instance(List<Object> values) throws ExchangeException {
    instance(values.get(0), values.subList(1, values.size()));
  }

  private void instance(Object callable, List<Object> arguments) throws ExchangeException {
    push(globals.call(callable, arguments));
  }

  private void extension(int number) {
    push(new Placeholder("extension " + number));
  }

  /** Pushes the target again; what is no dict takes items, too, and forgets them. */
  @SuppressWarnings("unchecked") // a map of anything
  private void put(List<Object> pairs, Object target) {
    push(target);
    if (target instanceof Map<?, ?> map) {
      for (int i = 0; i < pairs.size(); i += 2) {
        ((Map<Object, Object>) map).put(Placeholder.key(pairs.get(i)), pairs.get(i + 1));
      }
    }
  }

  private void append(List<Object> items) {
    if (peek() instanceof List<?> target) {
      list(target).addAll(items);
    }
  }

  @SuppressWarnings("unchecked") // a list of anything
  private static List<Object> list(Object value) {
    return (List<Object>) value;
  }

  private void push(Object value) {
    stack.add(value);
  }

  private Object pop() {
    return stack.remove(stack.size() - 1);
  }

  private Object peek() {
    return stack.get(stack.size() - 1);
  }

  private List<Object> last(int count) {
    return cut(stack.size() - count);
  }

  private List<Object> sinceMark() {
    List<Object> values = cut(stack.lastIndexOf(MARK) + 1);
    pop();
    return values;
  }

  private List<Object> cut(int from) {
    List<Object> tail = stack.subList(from, stack.size());
    List<Object> values = Collections.unmodifiableList(new ArrayList<>(tail));
    tail.clear();
    return values;
  }

  private Object recalled(int index) {
    if (!memo.containsKey(index)) {
      throw new IndexOutOfBoundsException();
    }
    return memo.get(index);
  }
}
