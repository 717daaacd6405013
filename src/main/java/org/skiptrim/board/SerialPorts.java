package org.skiptrim.board;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The serial ports of this machine. */
public final class SerialPorts {
  /** Of a read of which nothing comes. */
  private static final int PATIENCE_MS = 50;

  private static final int DATA_BITS = 8;

  private SerialPorts() {}

  /**
   * Opens a port: eight bits, no parity, one stop bit.
   *
   * @param name as in {@code /dev/ttyUSB1} or {@code COM3}
   * @param baud bits a second
   * @throws IOException naming the ports there are
   */
  public static SerialLine open(String name, int baud) throws IOException {
    SerialPort port;
    try {
      port = SerialPort.getCommPort(name);
    } catch (SerialPortInvalidPortException e) {
      throw new IOException("there is no serial port " + name + "; there are: " + names(), e);
    }
    port.setComPortParameters(baud, DATA_BITS, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
    port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
    port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, PATIENCE_MS, 0);
    if (!port.openPort()) {
      throw new IOException(
          "cannot open %s at %d baud; it may be in use, or not yours (group dialout); there are: %s"
              .formatted(name, baud, names()));
    }
    return new Opened(port);
  }

  private static String names() {
    String names =
        Arrays.stream(SerialPort.getCommPorts())
            .map(SerialPort::getSystemPortPath)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "none" : names;
  }

  private record Opened(SerialPort port) implements SerialLine {
    @Override
    public void write(byte[] bytes) throws IOException {
      for (int sent = 0; sent < bytes.length; ) {
        int more = port.writeBytes(bytes, bytes.length - sent, sent);
        if (more <= 0) {
          throw new IOException(port.getSystemPortPath() + " takes no bytes; is it still there?");
        }
        sent += more;
      }
    }

    @Override
    public int read(byte[] bytes) throws IOException {
      int came = port.readBytes(bytes, bytes.length);
      if (came < 0) {
        throw new IOException(port.getSystemPortPath() + " cannot be read; is it still there?");
      }
      return came;
    }

    @Override
    public void close() {
      port.closePort();
    }
  }
}
