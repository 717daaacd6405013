package org.skiptrim.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BatchesTest {

  @Test
  void next_inOrder_thenNoMore() {
    try (Batches batches = new Batches(10, BatchesTest::numbered)) {
      int expected = 0;
      for (Batch batch : batches) {
        assertEquals(expected++, batch.labels()[0]);
      }
      assertEquals(10, expected);
      assertThrows(NoSuchElementException.class, () -> batches.iterator().next());
    }
  }

  @Test
  void preparation_runsAheadOnAnotherThread() throws InterruptedException {
    CountDownLatch firstFour = new CountDownLatch(4);
    ConcurrentLinkedQueue<Thread> threads = new ConcurrentLinkedQueue<>();
    try (Batches batches =
        new Batches(
            10,
            number -> {
              threads.add(Thread.currentThread());
              firstFour.countDown();
              return numbered(number);
            })) {
      // Nobody has asked for a batch yet.
      assertTrue(firstFour.await(10, TimeUnit.SECONDS));
      assertTrue(batches.iterator().hasNext());
      assertFalse(threads.contains(Thread.currentThread()));
    }
  }

  @Test
  void next_preparationFailed_throwsItsReason() {
    try (Batches batches =
        new Batches(
            2,
            number -> {
              throw new IllegalArgumentException("label 200");
            })) {
      Iterator<Batch> iterator = batches.iterator();
      IllegalStateException failure = assertThrows(IllegalStateException.class, iterator::next);
      assertTrue(failure.getMessage().contains("label 200"), failure.getMessage());
    }
  }

  @Test
  void close_early_endsTheEpoch() {
    Batches batches = new Batches(1000, BatchesTest::numbered);
    Iterator<Batch> iterator = batches.iterator();
    assertEquals(0, iterator.next().labels()[0]);
    batches.close();
    assertFalse(iterator.hasNext());
    assertThrows(NoSuchElementException.class, iterator::next);
  }

  private static Batch numbered(int number) {
    return new Batch(new byte[0], new int[] {number});
  }
}
