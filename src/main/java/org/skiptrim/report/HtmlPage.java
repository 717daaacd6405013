package org.skiptrim.report;

import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Map;

/** Fills the template {@code report.ftlh}, which escapes all text by itself. */
final class HtmlPage {

  private static final Configuration TEMPLATES = templates();

  private HtmlPage() {}

  static String write(HtmlReport report) {
    StringWriter page = new StringWriter();
    try {
      TEMPLATES.getTemplate("report.ftlh").process(Map.of("report", report), page);
    } catch (IOException | TemplateException e) {
      throw new IllegalStateException("report.ftlh can't show '" + report.title() + "'", e);
    }
    return page.toString();
  }

  private static Configuration templates() {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassForTemplateLoading(HtmlPage.class, "");
    configuration.setDefaultEncoding("UTF-8");
    configuration.setLocale(Locale.ROOT);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    return configuration;
  }
}
