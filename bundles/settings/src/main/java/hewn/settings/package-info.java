/** What is saved in a form of the web console and is not valid: it is kept from its component, and told of. */
package hewn.settings;
