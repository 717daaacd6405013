package org.skiptrim.export;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.skiptrim.network.Shape;

/** A file in ONNX Runtime, with its usual optimizations. */
final class OnnxSession implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  OnnxSession(Path file) throws OrtException {
    this.session = environment.createSession(file.toString());
  }

  /** Of images one behind another: each one's integers. */
  long[][] integers(float[] images, Shape shape) throws OrtException {
    return (long[][]) value("logit_integers", images, shape);
  }

  /** Each one's real numbers, by the name of the result. */
  float[][] reals(String name, float[] images, Shape shape) throws OrtException {
    return (float[][]) value(name, images, shape);
  }

  private Object value(String name, float[] images, Shape shape) throws OrtException {
    long[] extents = {
      images.length / shape.size(), shape.channels(), shape.height(), shape.width()
    };
    String input = session.getInputNames().iterator().next();
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(environment, FloatBuffer.wrap(images), extents);
        OrtSession.Result result = session.run(Map.of(input, tensor))) {
      return result.get(name).orElseThrow().getValue();
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
