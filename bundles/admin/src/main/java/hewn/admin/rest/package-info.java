/**
 * The admin API under {@code /api/v1}, as {@code docs/admin-api.yaml} describes it.
 *
 * <p>{@link hewn.admin.rest.AdminServlet} checks who asks and finds the {@link hewn.admin.rest.Route}; a resource
 * ({@code …Resource}) does what is asked; a view ({@code …View}) is what is answered.
 */
package hewn.admin.rest;
