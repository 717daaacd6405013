/**
 * What an experiment is asked to do: {@link org.skiptrim.spec.ExperimentSpec}, the door, from a
 * YAML file, the command line, a recipe and the defaults. Every value that it lets through is one
 * that the other rooms can work with.
 */
package org.skiptrim.spec;
