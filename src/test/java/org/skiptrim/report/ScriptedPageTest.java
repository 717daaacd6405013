package org.skiptrim.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ScriptedPageTest {
  private static ScriptedPage page(String data) {
    return new ScriptedPage(
        "<&>",
        "<p>body</p>",
        List.of("p {}"),
        List.of("one();", "two();"),
        Optional.of(data),
        false);
  }

  /** The browser runs nothing that was not in the page when it was made. */
  @Test
  void policy_hasTheHashOfEveryScriptAndStyle() throws Exception {
    String html = page("{}").toHtml();
    int found = 0;
    for (var element :
        Pattern.compile("(?s)<(script|style)>(.*?)</\\1>").matcher(html).results().toList()) {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(element.group(2).getBytes(UTF_8));
      String said = "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
      assertTrue(page("{}").policy().contains(said), element.group(2));
      found++;
    }
    assertEquals(4, found);
    assertTrue(page("{}").policy().contains("connect-src 'none'"), page("{}").policy());
  }

  @Test
  void toHtml_dataThatWouldEndItsElement_doesNot() {
    String html = page("{\"a\": \"</script><script>evil()</script>\"}").toHtml();
    assertFalse(html.contains("<script>evil"), html);
  }

  @Test
  void toHtml_loadsNothing() {
    assertFalse(page("{}").toHtml().matches("(?s).*(src|href)=\"(?!data:,\").*"));
    assertTrue(page("{}").toHtml().contains("<title>&lt;&amp;&gt;</title>"));
  }
}
