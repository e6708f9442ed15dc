/** The screen of a library that cannot be opened. */
export const troubleTexts = {
  documentTitle: 'The library cannot be opened - Flythrough Studio',
  title: 'The library cannot be opened',
  place: 'It lies in',
  backups: 'Backups',
  backupsBody:
    'The studio copies the library’s database once a day. What is there now is kept beside the copy, so nothing is lost by trying.',
  putBack: 'Put back',
  putBackName: (made: string) => `Put back the backup of ${made}`,
  opening: 'Opening the library',
} as const
