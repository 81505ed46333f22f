/**
 * What can be asked for, and whether a request fits it, in no protocol's words.
 */
package hewn.serving.models;
