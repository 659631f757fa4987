/** Whether a text is a number, as the library reads labels (`parse_number`). */
export const isNumber = (name: string) => /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(name.trim());
