package org.skiptrim.exchange;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what Python's pickle module writes (protocol 2, PEP 307), as far as state dicts need it. A
 * pickle is a program; this machine has no instruction that does anything but build values, and
 * asks {@link Globals} for every name, which knows a handful. No length that a file claims is
 * believed before as many bytes are there.
 */
final class Pickle {
  /** Ends the values that belong to the next TUPLE, SETITEMS or APPENDS. */
  private static final Object MARK = new Object();

  private final ByteBuffer in;
  private final Globals globals;
  private final List<Object> stack = new ArrayList<>();
  private final Map<Integer, Object> memo = new HashMap<>();

  private Pickle(ByteBuffer in, Globals globals) {
    this.in = in.order(ByteOrder.LITTLE_ENDIAN);
    this.globals = globals;
  }

  /**
   * The value of the pickle that begins at the buffer's position, which is moved behind it: a map,
   * list (tuples, too), text, {@code Long}, {@code BigInteger}, {@code Double}, {@code Boolean},
   * null, or what {@code globals} makes.
   */
  static Object read(ByteBuffer in, Globals globals) throws ExchangeException {
    try {
      return new Pickle(in, globals).run();
    } catch (java.nio.BufferUnderflowException e) {
      throw new ExchangeException("it ends in the middle");
    } catch (
        RuntimeException e) { // whatever nonsense makes: wrong types, empty stacks, odd numbers
      throw new ExchangeException("its pickle is damaged near byte " + in.position());
    }
  }

  private Object run() throws ExchangeException {
    while (true) {
      int code = in.get() & 0xff;
      if (code == '.') {
        return pop();
      }
      step(code);
    }
  }

  private void step(int code) throws ExchangeException {
    switch (code) {
      case 0x80 -> in.get(); // PROTO
      case '(' -> push(MARK);
      case '}' -> push(new LinkedHashMap<>());
      case ']' -> push(new ArrayList<>());
      case ')' -> push(List.of());
      case 't' -> push(sinceMark());
      case 0x85 -> push(last(1));
      case 0x86 -> push(last(2));
      case 0x87 -> push(last(3));
      case 'N' -> push(null);
      case 0x88 -> push(true);
      case 0x89 -> push(false);
      case 'K' -> push((long) (in.get() & 0xff));
      case 'M' -> push((long) (in.getShort() & 0xffff));
      case 'J' -> push((long) in.getInt());
      case 0x8a -> push(number(bytes(in.get() & 0xff)));
      case 'G' -> push(bigEndianDouble());
      case 'X' -> push(text(in.getInt()));
      case 'U' -> push(text(in.get() & 0xff));
      case 'q' -> memo.put(in.get() & 0xff, peek());
      case 'r' -> memo.put(in.getInt(), peek());
      case 'h' -> push(recalled(in.get() & 0xff));
      case 'j' -> push(recalled(in.getInt()));
      case 'c' -> push(globals.named(line(), line()));
      case 'Q' -> push(globals.persistent(list(pop())));
      case 'R' -> reduce();
      case 'b' -> pop(); // BUILD: attributes of a dict, such as _metadata, that nobody reads
      case 's' -> put(last(2));
      case 'u' -> put(sinceMark());
      case 'a' -> append(last(1));
      case 'e' -> append(sinceMark());
      default ->
          throw new ExchangeException(
              "its pickle has instruction 0x%02x, which state dicts do not need".formatted(code));
    }
  }

  private void reduce() throws ExchangeException {
    List<Object> arguments = list(pop());
    push(globals.call(pop(), arguments));
  }

  @SuppressWarnings("unchecked") // a map of anything
  private void put(List<Object> pairs) {
    Map<Object, Object> map = (Map<Object, Object>) peek();
    for (int i = 0; i < pairs.size(); i += 2) {
      map.put(pairs.get(i), pairs.get(i + 1));
    }
  }

  @SuppressWarnings("unchecked") // a list of anything
  private void append(List<Object> items) {
    ((List<Object>) peek()).addAll(items);
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

  private byte[] bytes(int length) {
    if (length < 0 || length > in.remaining()) {
      throw new java.nio.BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private String text(int length) {
    return new String(bytes(length), StandardCharsets.UTF_8);
  }

  private String line() {
    int length = 0;
    while (in.get(in.position() + length) != '\n') {
      length++;
    }
    String line = text(length);
    in.get();
    return line;
  }

  private double bigEndianDouble() {
    return Double.longBitsToDouble(Long.reverseBytes(in.getLong()));
  }

  /** A two's complement number, little-endian. */
  private static Object number(byte[] bytes) {
    byte[] bigEndian = new byte[bytes.length + 1];
    for (int i = 0; i < bytes.length; i++) {
      bigEndian[bytes.length - i] = bytes[i];
    }
    bigEndian[0] = (byte) (bytes.length > 0 && bytes[bytes.length - 1] < 0 ? -1 : 0);
    BigInteger number = new BigInteger(bigEndian);
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
  }
}
