/** The chaos test: a site under load, faults from a seed, and the verdict over what clients saw. */
package hewn.itests.chaos;
