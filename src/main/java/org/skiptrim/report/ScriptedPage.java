package org.skiptrim.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A self-contained page that moves: its scripts and styles are in it, in the look of {@link
 * HtmlReport}, and its policy tells the browser to run and to load nothing else.
 *
 * @param body its content, as HTML
 * @param styles beside those of all pages
 * @param scripts that run in this order, at its end
 * @param data that they find as JSON in the element {@code data}, if there is any
 * @param asksItsServer whether scripts may ask where the page came from
 */
public record ScriptedPage(
    String title,
    String body,
    List<String> styles,
    List<String> scripts,
    Optional<String> data,
    boolean asksItsServer) {
  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="referrer" content="no-referrer" />
      <meta http-equiv="Content-Security-Policy" content="%s" />
      <link rel="icon" href="data:," />
      <title>%s</title>
      %s</head>
      <body>
      %s
      %s%s</body>
      </html>
      """;

  /** Copies the lists; the look of all pages comes first. */
  public ScriptedPage {
    styles = List.copyOf(styles);
    scripts = List.copyOf(scripts);
  }

  /** The text of a file that lies beside a class: a script, a style. */
  public static String resource(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the browser is to allow. */
  public String policy() {
    return "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; connect-src %s; script-src %s; style-src %s"
        .formatted(asksItsServer ? "'self'" : "'none'", hashes(scripts), hashes(allStyles()));
  }

  /** The page. */
  public String toHtml() {
    return PAGE.formatted(
        policy(),
        escaped(title),
        elements("style", allStyles()),
        body.strip(),
        data.map(ScriptedPage::dataElement).orElse(""),
        elements("script", scripts));
  }

  private List<String> allStyles() {
    String look = resource(ScriptedPage.class, "page.css");
    return Table.appended(List.of(look), String.join("\n", styles));
  }

  /** Text as it stands in HTML. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** Whatever the text says, it does not end the element. */
  private static String dataElement(String json) {
    return "<script type=\"application/json\" id=\"data\">%s</script>\n"
        .formatted(json.replace("<", "\\u003c"));
  }

  private static String elements(String tag, List<String> contents) {
    return contents.stream()
        .map(content -> "<%s>%s</%s>\n".formatted(tag, content, tag))
        .collect(Collectors.joining());
  }

  private static String hashes(List<String> contents) {
    return contents.stream()
        .map(ScriptedPage::sha256)
        .map(hash -> "'sha256-" + hash + "'")
        .collect(Collectors.joining(" "));
  }

  private static String sha256(String content) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    }
  }
}
