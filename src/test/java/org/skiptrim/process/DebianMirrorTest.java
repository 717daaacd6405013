package org.skiptrim.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class DebianMirrorTest {
  @Test
  void in_debianBesideOthers_debiansAddressOnce() {
    String answer =
        """
        http://mirror.example/debian/ bookworm main
        http://mirror.example/debian/ bookworm non-free
        http://mirror.example/debian/ bookworm-updates main
        http://security.example/debian-security/ bookworm-security main
        https://others.example/apt/ cloud-sdk-bookworm main
        https://node.example/20.x/ nodistro main
        http://mirror.example/debian/ bookworm main
        """;
    assertEquals(List.of("http://mirror.example/debian/"), DebianMirror.in(answer));
  }

  /** Such a package source has Debian's names but not its packages; the signature says so later. */
  @Test
  void in_twoWithDebiansNames_bothInOrder() {
    String answer = "http://a.example/debian/ stable main\nhttp://b.example/tools/ stable main\n";
    assertEquals(
        List.of("http://a.example/debian/", "http://b.example/tools/"), DebianMirror.in(answer));
  }

  @Test
  void in_ubuntuOrADiscOrNothing_none() {
    assertEquals(List.of(), DebianMirror.in("http://archive.example/ubuntu/ noble main\n"));
    assertEquals(List.of(), DebianMirror.in("cdrom://[Debian 12]/ bookworm main\n"));
    assertEquals(List.of(), DebianMirror.in(""));
  }
}
