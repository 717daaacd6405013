/**
 * The command line: {@link org.skiptrim.cli.Main} and one class a command. What is printed, and
 * what exit code it ends with, is decided here and nowhere else.
 */
package org.skiptrim.cli;
