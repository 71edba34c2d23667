/** Names of the environment variables by which test-server-process tells the tests of their PostgreSQL. */
export const SUPERUSER_URL = "TEST_SUPERUSER_URL";
export const TEST_PASSWORD = "TEST_ROLE_PASSWORD";
/** The plain role that owns every test database. */
export const TEST_ROLE = "gateway";
/** A folder for spill files, which goes with the server. */
export const SPILL_DIR = "TEST_SPILL_DIR";
