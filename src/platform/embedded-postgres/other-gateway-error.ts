export class OtherGatewayError extends Error {
  constructor() {
    super("another gateway is already running on this DATA_DIR");
    this.name = "OtherGatewayError";
  }
}
