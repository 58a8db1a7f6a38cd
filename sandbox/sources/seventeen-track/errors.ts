/** 17TRACK's codes, as its help pages and public clients list them, with its texts; `{0}` stands for the value. */
const MESSAGES: Record<number, string> = {
  [-18010001]: 'IP address is not in whitelist.',
  [-18010002]: 'Access token is invalid.',
  [-18010003]: 'Internal service error, please retry later.',
  [-18010004]: 'Account is disabled.',
  [-18010005]: 'Unauthorized access.',
  [-18010010]: "The field of '{0}' is required.",
  [-18010011]: "The value of '{0}' is invalid.",
  [-18010012]: "The format of '{0}' is invalid.",
  [-18010013]: 'Submitted data is invalid.',
  [-18010014]: 'Submitted data exceeds the limit of 40 items.',
  [-18010018]: 'Country and postal code of the recipient are required for this carrier.',
  [-18010019]: 'Postal code of the recipient is required for this carrier.',
  [-18010020]: 'Phone number of the recipient is required for this carrier.',
  [-18019901]: "The tracking number '{0}' has been registered, don't need to repeat registration.",
  [-18019902]: "The tracking number '{0}' does not register, please register first.",
  [-18019903]: 'Carrier cannot be detected.',
  [-18019904]: 'Retrack is not allowed. You can only retrack stopped number.',
  [-18019905]: 'Retrack is not allowed. You can only retrack each number once.',
  [-18019906]: 'Stop tracking is not allowed. You can only stop numbers that are being tracked.',
  [-18019907]: 'Exceeded daily request limit.',
  [-18019908]: 'Quota is not enough for use.',
  [-18019909]: 'No tracking information at this time.',
  [-18019910]: "The carrier value '{0}' is not correct.",
};

export interface SeventeenError {
  code: number;
  message: string;
}

export function errorOf(code: number, value = ''): SeventeenError {
  return { code, message: (MESSAGES[code] ?? 'Unknown error.').replace('{0}', value) };
}
