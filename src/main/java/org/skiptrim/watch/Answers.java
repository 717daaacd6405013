package org.skiptrim.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.skiptrim.experiment.Step;
import org.skiptrim.report.ScriptedPage;
import org.skiptrim.storage.Json;

/** All that can be asked for. */
final class Answers {
  /** Pages that are open at a time, and then some. */
  private static final int MOST_STREAMS = 64;

  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final Watched watched;
  private final Feed feed;
  private final ScriptedPage page;
  private final Semaphore streams = new Semaphore(MOST_STREAMS);

  Answers(Watched watched, Feed feed) {
    this.watched = watched;
    this.feed = feed;
    this.page = WatchPage.of(watched.title());
  }

  /**
   * Answers.
   *
   * @param path behind the token: {@code /}, {@code /snapshot}, {@code /log/ID} … as it was sent
   */
  void answer(String path, Reply reply) throws IOException, InterruptedException {
    String[] parts = path.split("/", -1);
    String id = parts.length == 3 ? parts[2] : "";
    Optional<Step<?>> step = watched.step(id);
    if (path.equals("/")) {
      reply.page(page.toHtml(), page.policy());
    } else if (path.equals("/snapshot")) {
      Optional<Feed.Event> newest = feed.after(0, HEARTBEAT);
      reply.json(newest.map(Feed.Event::json).orElse("{}"));
    } else if (path.equals("/events")) {
      stream(reply);
    } else if (path.equals("/points")) {
      reply.json(Json.line(watched.explored()));
    } else if (step.isPresent() && parts[1].equals("curve")) {
      reply.json(Json.line(watched.curve(step.get())));
    } else if (step.isPresent() && parts[1].equals("log")) {
      reply.text(watched.log(step.get()));
    } else {
      reply.refuse(new Gate.Refusal(404, "there is no such thing here"));
    }
  }

  private void stream(Reply reply) throws IOException, InterruptedException {
    if (!streams.tryAcquire()) {
      reply.refuse(new Gate.Refusal(503, "too many pages are open; close some"));
      return;
    }
    try {
      reply.stream(this::events);
    } finally {
      streams.release();
    }
  }

  /** Server-sent events, each a snapshot; a comment from time to time shows that it lives. */
  private void events(OutputStream out) throws IOException, InterruptedException {
    long last = 0;
    while (!feed.isClosed()) {
      Optional<Feed.Event> next = feed.after(last, HEARTBEAT);
      last = next.map(Feed.Event::number).orElse(last);
      String text = next.map(event -> "data: " + event.json() + "\n\n").orElse(": alive\n\n");
      out.write(text.getBytes(UTF_8));
      out.flush();
    }
  }
}
