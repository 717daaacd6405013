package org.skiptrim.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/** What ONNX Runtime makes of a file: what an import is held against. */
final class OnnxRuntime {
  private OnnxRuntime() {}

  /**
   * The outputs for one image.
   *
   * @param shape with the batch, as the file wants it
   */
  static float[] outputs(Path file, float[] image, long... shape) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(file.toString());
        OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(image), shape)) {
      String input = session.getInputNames().iterator().next();
      try (OrtSession.Result result = session.run(Map.of(input, tensor))) {
        return ((float[][]) result.get(0).getValue())[0];
      }
    }
  }
}
